"""How cameras are kept, found and shown."""

from __future__ import annotations

from chassis.documents.kind import Criteria, Kind
from services.licensing.adapters.cameras.events import publish
from services.licensing.adapters.cameras.plain import (
    State,
    place_from,
    place_keys,
    place_shape,
    place_state,
    steps_from,
    steps_shape,
    steps_state,
)
from services.licensing.adapters.kept import Kept
from services.licensing.adapters.looking import as_read
from services.licensing.domain.cameras.camera import Camera, CameraState, Looking


def _to_state(camera: Camera) -> State:
    return {
        "place": place_state(camera.place),
        "looking": vars(camera.looking).copy(),
        "state": camera.state.value,
        "course": steps_state(camera.course),
    }


def _from_state(camera_id: str, version: int, state: State) -> Camera:
    return Camera(
        camera_id,
        version,
        place_from(state["place"]),
        Looking(**state["looking"]),
        CameraState(state["state"]),
        steps_from(state["course"]),
    )


def show(camera: Camera) -> State:
    """The camera as answers have it: without its reference in the video system, which only a
    viewing tells, nor who of the staff did what for its holder."""
    shown = {
        "id": camera.id,
        "version": camera.version,
        **place_shape(camera.place),
        "area": camera.looking.area,
        "purpose": camera.looking.purpose,
        "state": camera.state.value,
        "course": steps_shape(camera.course),
    }
    return as_read(shown, camera.governorate)


def _reference(camera: Camera) -> str | None:
    """Once a camera is removed the video system may give its reference to another."""
    removed = camera.state is CameraState.REMOVED
    return None if removed else camera.looking.stream_reference


CAMERAS: Kind[Camera] = Kind(
    service="licensing",
    name="camera",
    collection="cameras",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=lambda camera: {
        **place_keys(camera.place),
        "state": camera.state.value,
        "area": camera.looking.area,
        "stream_reference": _reference(camera),
    },
    unique={"stream_reference": "camera_reference_taken"},
    indexes=(("governorate", "state"), ("licence_id",), ("owners",)),
)


class KeptCameras(Kept[Camera]):
    """The store of cameras, which also finds those of a place."""

    def of(self, licence_id: str) -> list[Camera]:
        return list(self._store.each(Criteria(equals={"licence_id": licence_id})))
