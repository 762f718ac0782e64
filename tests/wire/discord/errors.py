"""Discord's error codes, with their status and words."""

from tests.wire.json_shapes import Json

MESSAGES: dict[int, tuple[int, str]] = {
    0: (404, "404: Not Found"),
    401: (401, "401: Unauthorized"),
    405: (405, "405: Method Not Allowed"),
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    40001: (401, "Unauthorized"),
    40003: (403, "You are opening direct messages too fast."),
    40005: (413, "Request entity too large. Try sending something smaller in size"),
    40060: (400, "Interaction has already been acknowledged"),
    40094: (403, "Maximum number of follow-up messages reached for this interaction"),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50033: (400, "Invalid Recipient(s)"),
    50035: (400, "Invalid Form Body"),
    50041: (400, "Invalid API version provided"),
    50109: (400, "The request body contains invalid JSON."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
}


class Refused(Exception):
    """A call that Discord answers with an error."""

    def __init__(self, code: int, errors: Json | None = None) -> None:
        self.status, message = MESSAGES[code]
        super().__init__(f"{code} {message} {errors or ''}")
        # What carries no code of its own is told with a nought.
        self.code = 0 if code < 1000 else code
        self.body: Json = {"message": message, "code": self.code}
        if errors:
            self.body["errors"] = errors
