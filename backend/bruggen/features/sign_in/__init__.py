"""How people come in and go out: password, second factor, renewal, links in mails."""
