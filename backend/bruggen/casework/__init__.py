"""The work on cases: what is checked, decided and remembered of a consultation, whoever asks for it."""
