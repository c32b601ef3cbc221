/**
 * The servers that are measured. Each runs as a process of its own and answers the same
 * control requests; see {@link dev.taskstream.bench.server.JobController}.
 */
@NullMarked
package dev.taskstream.bench.server;

import org.jspecify.annotations.NullMarked;
