package dev.taskstream.sse;

import java.util.concurrent.Executor;

/**
 * What all streams share.
 *
 * @param streams admits streams and counts them until they have ended
 * @param counters what has happened on all streams
 * @param delivery executes writes that do not block; not closed here
 * @param blockingDelivery executes writes that may block, each on a thread of its own;
 * not closed here
 */
public record StreamContext(OpenStreams streams, StreamCounters counters, Executor delivery,
		Executor blockingDelivery) {

}
