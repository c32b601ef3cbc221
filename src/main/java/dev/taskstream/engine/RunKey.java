package dev.taskstream.engine;

import org.jspecify.annotations.Nullable;

/**
 * The key of a run, which at most one active run has.
 *
 * @param kind what all tasks of one kind have in common
 * @param owner the owner of the run, or {@code null} if there is none
 * @param key the key that the caller has chosen
 */
public record RunKey(Object kind, @Nullable String owner, String key) {

}
