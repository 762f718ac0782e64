"""Filling in a form and sending it, held to what Discord's own client lets through."""

from typing import TYPE_CHECKING

from tests.wire.discord.acts import act
from tests.wire.discord.interactions import Answer, Kind
from tests.wire.discord.parts import Part, fields_of, find_field, values_of_options
from tests.wire.discord.records import Attachment, Modal
from tests.wire.json_shapes import Json, as_list, as_object, as_objects

if TYPE_CHECKING:
    from tests.wire.discord.people import Person

REQUIRED = "This field is required"


def begin(modal: Modal) -> None:
    """Put into each field what the app has put there."""
    for _, field in fields_of(modal.components):
        modal.values[str(field["custom_id"])] = _beforehand(field)


def _beforehand(field: Json) -> object:
    chosen = [one["value"] for one in as_objects(field.get("options")) if one.get("default")]
    match field["type"]:
        case Part.TEXT_INPUT:
            return field.get("value") or ""
        case Part.RADIO_GROUP:
            return chosen[0] if chosen else None
        case Part.CHECKBOX:
            return bool(field.get("default"))
        case _:
            return chosen


def fill(person: "Person", name: str, value: object) -> None:
    """Put something into a field, found by its label or custom_id; None empties it."""
    modal = _open(person)
    field = find_field(modal.components, name)
    assert field is not None, f"no field {name!r}; there are {modal.labels}"
    modal.values[str(field["custom_id"])] = _entered(field, value)


def _entered(field: Json, value: object) -> object:
    kind = field["type"]
    if kind == Part.TEXT_INPUT:
        return "" if value is None else str(value)
    if kind == Part.CHECKBOX:
        return bool(value)
    if value is None:
        return None if kind == Part.RADIO_GROUP else []
    if kind == Part.RADIO_GROUP:
        return values_of_options(field, value)[0]
    if field.get("options"):
        return values_of_options(field, value)
    return value if isinstance(value, list) else [value]


async def submit(person: "Person") -> Answer | None:
    """Send the open form; None where the client keeps it, as its `errors` then say."""
    modal = _open(person)
    modal.errors = {label: why for label, field in fields_of(modal.components)
                    if (why := _problem(field, modal.values.get(str(field["custom_id"]))))}  # fmt: skip
    if modal.errors:
        return None
    data: Json = {
        "custom_id": modal.custom_id,
        "components": [_sent(one, modal) for one in modal.components],
    }
    files = [one for value in modal.values.values() for one in as_list(value)
             if isinstance(one, Attachment)]  # fmt: skip
    if files:
        data["resolved"] = {"attachments": {one.id: _describe(person, one) for one in files}}
    answer = await act(
        person,
        Kind.MODAL,
        data,
        about=modal.title,
        channel=person.modal_place,
        source=modal.source,
        owners=person.modal_owners,
    )
    # The client closes the form when it was answered, and keeps it with an error when it was not.
    if answer.acked and person.modal is modal:
        person.modal = None
    elif not answer.acked:
        modal.errors[""] = "Something went wrong. Try again."
    person.state.news.tell()
    return answer


def _open(person: "Person") -> Modal:
    assert person.modal is not None, f"no form is open in front of {person.name}"
    return person.modal


def _problem(field: Json, value: object) -> str:
    kind, required = field["type"], field.get("required", True)
    if kind == Part.CHECKBOX:
        return ""
    if value in ("", None, []):
        return REQUIRED if required else ""
    if kind == Part.TEXT_INPUT:
        least, most = field.get("min_length") or 0, field.get("max_length") or 4000
        fine = least <= len(str(value)) <= most
        return "" if fine else f"Must be between {least} and {most} in length"
    if kind == Part.RADIO_GROUP:
        return ""
    least = field.get("min_values", 1)
    most = field.get("max_values") or (
        len(as_list(field.get("options"))) if kind == Part.CHECKBOX_GROUP else 1
    )
    fine = least <= len(as_list(value)) <= most
    return "" if fine else f"Choose {least} to {most}"


def _sent(part: Json, modal: Modal) -> Json:
    """One part of a form as it comes back."""
    if part["type"] == Part.TEXT_DISPLAY:
        return {"type": int(Part.TEXT_DISPLAY), "id": part.get("id", 0)}
    if part["type"] == Part.LABEL:
        field = as_object(part.get("component"))
        return {"type": int(Part.LABEL), "id": part.get("id", 0), "component": _field(field, modal)}
    return {
        "type": int(Part.ACTION_ROW),
        "id": part.get("id", 0),
        "components": [_field(one, modal) for one in as_objects(part.get("components"))],
    }


def _field(field: Json, modal: Modal) -> Json:
    value = modal.values.get(str(field["custom_id"]))
    told: Json = {
        "type": field["type"],
        "id": field.get("id", 0),
        "custom_id": field["custom_id"],
    }
    if field["type"] in (Part.TEXT_INPUT, Part.RADIO_GROUP, Part.CHECKBOX):
        return told | {"value": value}
    return told | {
        "values": [one.id if isinstance(one, Attachment) else one for one in as_list(value)]
    }


def _describe(person: "Person", file: Attachment) -> Json:
    state = person.state
    state.files[file.id] = file
    url = f"{state.base}/attachments/0/{file.id}/{file.name}"
    return {
        "id": file.id,
        "filename": file.name,
        "size": len(file.content),
        "url": url,
        "proxy_url": url,
        "content_type": file.content_type,
        "ephemeral": True,
    }
