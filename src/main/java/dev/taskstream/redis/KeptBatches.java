package dev.taskstream.redis;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The batches of a task that are kept in Redis, bounded in events and bytes. Confined to
 * the writer.
 */
final class KeptBatches {

	private static final int MAX_BYTES = 256 * 1024;

	private final Deque<StoredBatch> batches = new ArrayDeque<>();

	private int events;

	private int bytes;

	/**
	 * Add a batch, and drop the oldest ones until the bounds are met.
	 * @return the number of the oldest event that is kept. An entry of Redis that ends
	 * before it is not needed, however events are distributed over entries there
	 */
	long add(StoredBatch batch, int history) {
		this.batches.add(batch);
		this.events += batch.count();
		this.bytes += batch.bytes();
		while (this.batches.size() > 1 && (this.events > history || this.bytes > MAX_BYTES)) {
			StoredBatch oldest = this.batches.remove();
			this.events -= oldest.count();
			this.bytes -= oldest.bytes();
		}
		return this.batches.element().first();
	}

	void clear() {
		this.batches.clear();
		this.events = 0;
		this.bytes = 0;
	}

}
