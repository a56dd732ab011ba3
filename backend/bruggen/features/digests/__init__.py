"""The digest of what is new, by mail: asked for by anybody, sent to nobody who did not say so themselves."""
