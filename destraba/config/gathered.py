from whitenoise.storage import CompressedManifestStaticFilesStorage


class GatheredStaticFiles(CompressedManifestStaticFilesStorage):
    """Files with their hash in their name; until they are gathered, under their own name."""

    # A script finds the scripts it imports under their new names.
    support_js_module_import_aggregation = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._told = {}

    def url(self, name, force=False):
        """Told once: which file a name stands for does not change while the server runs."""
        if not self.hashed_files:
            return super().url(name, force)
        if name not in self._told:
            self._told[name] = super().url(name, force)
        return self._told[name]

    def stored_name(self, name):
        return super().stored_name(name) if self.hashed_files else name
