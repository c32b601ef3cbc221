/**
 * A client for very many streams: one thread, one selector. Everything here belongs to
 * that thread.
 */
@NullMarked
package dev.taskstream.bench.client;

import org.jspecify.annotations.NullMarked;
