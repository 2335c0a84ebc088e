"""One polite client for all services: `stack.stack(Wire(settings))` is the `Send` that fetchers use."""
