"""Forms with files: held encrypted while they arrive, never in plain text on a disk."""

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser

from core.evidence.store import MAX_FILE_BYTES
from core.privacy.spool import Spool


class SealedFormParser(MultiPartParser):
    """Starlette's parser, which would lay larger files into the temporary folder as they are."""

    def on_headers_finished(self) -> None:
        """Give a part that is a file a spool; what comes beyond the largest file is counted, not held."""
        super().on_headers_finished()
        part = self._current_part
        if part.file is not None:
            part.file.file.close()
            spool = Spool(limit=MAX_FILE_BYTES)
            self._files_to_close_on_error.append(spool)  # type: ignore[arg-type]  # it is only ever closed
            part.file = UploadFile(
                file=spool,  # type: ignore[arg-type]  # a raw file serves: it never reads short
                size=0,
                filename=part.file.filename,
                headers=part.file.headers,
            )
