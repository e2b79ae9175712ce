"""One module a channel: payload → events, reply → payload, client."""
