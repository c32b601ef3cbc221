/**
 * The relay of tasks between nodes over Redis Streams. Each node publishes the events of
 * its own tasks and reads those of other nodes' tasks that somebody watches on it.
 */
@NullMarked
package dev.taskstream.redis;

import org.jspecify.annotations.NullMarked;
