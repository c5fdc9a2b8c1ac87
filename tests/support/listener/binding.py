"""Work that takes its time: a folder is bound page by page."""

from __future__ import annotations

import os
import time
from typing import Any

from pymongo.database import Database

from chassis.clock import SystemClock
from chassis.context import current, use
from chassis.documents.mongo import MongoStore
from chassis.work.worker import Run, as_command
from tests.support.register import FOLDERS

PAGES = 20


class Binder:
    """Binds folders, and writes down every page that it sews in, however often."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._folders = MongoStore(database, FOLDERS, SystemClock())
        self._sewn = database["sewn"]
        self._pause = float(os.environ.get("BINDING_SECONDS", "0"))

    def bind(self, folder_id: str, run: Run) -> None:
        for page in range(run.checkpoint.get("page", 0), PAGES):
            self._sewn.insert_one({"folder": folder_id, "page": page, "by": os.getpid()})
            time.sleep(self._pause)
            run.reached(page + 1, PAGES, page=page + 1)
        with use(as_command(current(), "bound")):
            folder = self._folders.get(folder_id)
            folder.bound()
            self._folders.save(folder)
