"""Partners' systems that call the API in their organization's name."""
