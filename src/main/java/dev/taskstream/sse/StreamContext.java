package dev.taskstream.sse;

import java.util.concurrent.Executor;

/**
 * The collaborators that all streams share.
 *
 * @param streams the registry of streams
 * @param counters the counters of all streams
 * @param delivery executes writes that do not block; not closed here
 * @param blockingDelivery executes writes that may block, each stream's on its own
 * thread; not closed here
 */
public record StreamContext(OpenStreams streams, StreamCounters counters, Executor delivery,
		Executor blockingDelivery) {

}
