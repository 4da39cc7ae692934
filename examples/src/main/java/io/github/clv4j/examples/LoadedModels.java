package io.github.clv4j.examples;

/**
 * Models that were saved by an earlier run.
 *
 * @param file the file's name
 * @param models what is in it
 */
record LoadedModels(String file, SavedModels models) {}
