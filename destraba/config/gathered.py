from whitenoise.storage import CompressedManifestStaticFilesStorage


class GatheredStaticFiles(CompressedManifestStaticFilesStorage):
    """Files with their hash in their name; until they are gathered, under their own name."""

    # A script finds the scripts it imports under their new names.
    support_js_module_import_aggregation = True

    def stored_name(self, name):
        return super().stored_name(name) if self.hashed_files else name
