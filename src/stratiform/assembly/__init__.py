"""Reading cloud assemblies and templates: ``read(path)`` gives the Graph that every tool works on."""
