package dev.taskstream.sse;

import dev.taskstream.TaskLog;
import dev.taskstream.TaskSubscription;
import dev.taskstream.log.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FrameSource} for one task. The id of a frame is the event's number in the
 * task's log.
 */
final class TaskFrames implements FrameSource {

	private final TaskLog log;

	private final long lastEventId;

	private volatile @Nullable TaskSubscription subscription;

	TaskFrames(TaskLog log, LastEventId lastEventId) {
		this.log = log;
		this.lastEventId = lastEventId.in(log);
	}

	@Override
	public void open(Runnable signal) {
		this.subscription = this.log.subscribe(this.lastEventId, signal);
	}

	@Override
	public boolean appendNext(FrameBuffer buffer) {
		TaskSubscription current = this.subscription;
		EncodedEvent next = (current != null) ? EncodedEvent.next(current) : null;
		if (next == null) {
			return false;
		}
		buffer.appendFrame(next.id(), next.frame());
		return true;
	}

	@Override
	public boolean isFinished() {
		TaskSubscription current = this.subscription;
		return current != null && current.isFinished();
	}

	@Override
	public long skipped() {
		TaskSubscription current = this.subscription;
		return (current != null) ? current.skipped() : 0;
	}

	@Override
	public void close() {
		TaskSubscription current = this.subscription;
		if (current != null) {
			current.close();
		}
	}

}
