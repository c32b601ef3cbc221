package dev.taskstream.log;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskSubscription;

/**
 * A {@link dev.taskstream.TaskLog} that repeats the log of a task that another node runs.
 * All methods may be called from any thread.
 */
public final class ReplicaLog extends BoundedLog {

	/**
	 * Create an empty log.
	 * @param identity the task
	 * @param settings the settings that all logs share
	 */
	public ReplicaLog(TaskIdentity identity, LogSettings settings) {
		super(identity, settings);
	}

	/**
	 * Append an event, unless this log has it or a later one, or has ended.
	 * @param id the number of the event within its task
	 * @param data the event as {@link EventCodec} writes it
	 * @return whether the event was appended
	 * @throws RuntimeException if the data is not an event
	 */
	public boolean append(long id, byte[] data) {
		TaskEvent event = EventCodec.decode(data);
		EventNode node = new EventNode(new LoggedEvent(id, event), data.length, EncodedEvent.of(id, event, data));
		synchronized (this.history) {
			if (isEnded() || id <= this.history.lastId()) {
				return false;
			}
			append(node);
		}
		if (event.isFinal()) {
			signalEnd();
		}
		else {
			signal();
		}
		return true;
	}

	/**
	 * Subscribe a reader.
	 * @param closed called once when the subscription is closed for the first time
	 * @see dev.taskstream.TaskLog#subscribe(long, Runnable)
	 */
	@Override
	public TaskSubscription subscribe(long lastEventId, Runnable signal, Runnable closed) {
		return super.subscribe(lastEventId, signal, closed);
	}

}
