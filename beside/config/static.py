"""Static files under hashed names, compressed once, scripts' imports of each other included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names change with content, so browsers may keep files for ever."""

    support_js_module_import_aggregation = True
