"""Bodies, read chunk by chunk.

The cap counts decoded bytes, so that a small compressed answer cannot grow without limit.
"""

import zlib

_STEP = 64 * 1024
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


class BodyTooLargeError(Exception):
    """More bytes than the caller accepts."""


class BodyEncodingError(Exception):
    """A content coding that was not asked for, or data that is not in it."""


class BodyReader:
    """Collects one body.

    Args:
        encoding: the `Content-Encoding` of the answer; empty, `identity` and `gzip` are known.
        limit: the largest decoded size, in bytes.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._body = bytearray()
        self._encoding = encoding.strip().lower()
        self._inflater = zlib.decompressobj(_GZIP_WINDOW) if self._encoding == "gzip" else None

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes as they came.

        Raises:
            BodyTooLargeError, BodyEncodingError.
        """
        if self._encoding not in {"", "identity", "gzip"}:
            raise BodyEncodingError
        if self._inflater is None:
            self._append(chunk)
            return
        pending = chunk
        while pending:
            if self._inflater.eof:
                raise BodyEncodingError
            try:
                self._append(self._inflater.decompress(pending, _STEP))
            except zlib.error:
                raise BodyEncodingError from None
            pending = self._inflater.unconsumed_tail or self._inflater.unused_data

    def finish(self) -> bytes:
        """The whole body.

        Raises:
            BodyEncodingError: it ended in the middle.
        """
        if self._inflater is not None and not self._inflater.eof:
            # What the inflater still holds back fits into one step; an empty body has no gzip header at all.
            self._append(self._inflater.flush(_STEP))
            if self._body and not self._inflater.eof:
                raise BodyEncodingError
        return bytes(self._body)

    def _append(self, data: bytes) -> None:
        if len(self._body) + len(data) > self._limit:
            raise BodyTooLargeError
        self._body += data
