"""JSON Pointers (RFC 6901): where in a body something stands."""


def pointer_of(*keys: str | int) -> str:
    """The pointer to the value below these keys; "" is the whole body."""
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in keys)
