const TIME_ZONE = 'Europe/Brussels';

/** `14:32`, as read on a clock in Brussels. */
export function clockOf(instant: Date): string {
	const format = { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' } as const;
	return new Intl.DateTimeFormat('nl-BE', format).format(instant);
}
