/**
 * Benchmarks of single calls, for JMH.
 */
@NullMarked
package dev.taskstream.bench.jmh;

import org.jspecify.annotations.NullMarked;
