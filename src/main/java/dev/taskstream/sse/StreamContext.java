package dev.taskstream.sse;

import java.util.concurrent.Executor;

/**
 * The collaborators that all streams share.
 *
 * @param streams the registry of streams
 * @param counters the counters of all streams
 * @param delivery executes writes that do not block; not closed here
 * @param blockingDelivery executes what may block, the writes of each stream on a thread
 * of their own; not closed here
 * @param filters the check for filters that hinder streams
 */
public record StreamContext(OpenStreams streams, StreamCounters counters, Executor delivery, Executor blockingDelivery,
		SurroundingFilters filters) {

	/**
	 * Create the collaborators of an application.
	 * @param streams the registry of streams
	 * @param counters the counters of all streams
	 * @param delivery executes writes that do not block; not closed here
	 * @param blockingDelivery executes what may block, the writes of each stream on a
	 * thread of their own; not closed here
	 */
	public StreamContext(OpenStreams streams, StreamCounters counters, Executor delivery, Executor blockingDelivery) {
		this(streams, counters, delivery, blockingDelivery, new SurroundingFilters());
	}

}
