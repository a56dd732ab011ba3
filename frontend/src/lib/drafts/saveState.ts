/**
 * How it stands with what was written: saved; `waiting` for a pause in typing; on its way; kept until there is a connection;
 * refused by the API; changed by somebody else in the same fields; or no longer to be written on.
 */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict' | 'closed';
