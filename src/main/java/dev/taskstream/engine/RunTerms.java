package dev.taskstream.engine;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The terms on which a run is started.
 *
 * @param number counts the runs of an engine in the order in which they were created
 * @param key the key, or {@code null} for none
 * @param retention how long the finished run is kept
 */
record RunTerms(long number, @Nullable RunKey key, Duration retention) {

}
