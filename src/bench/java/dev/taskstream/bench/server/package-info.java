/**
 * The measured applications. Each runs in a process of its own. Only
 * {@link dev.taskstream.bench.server.TaskstreamApplication} refers to the library: the
 * others run without it on their class path.
 */
@NullMarked
package dev.taskstream.bench.server;

import org.jspecify.annotations.NullMarked;
