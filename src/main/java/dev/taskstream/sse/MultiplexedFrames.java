package dev.taskstream.sse;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.taskstream.TaskEvent;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskSubscription;
import dev.taskstream.log.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The frames of several tasks. The id of each is the position in every task's story, so
 * it resumes all of them. Tasks take turns; nothing else is promised about their order.
 */
final class MultiplexedFrames implements FrameSource {

	private final List<Member> members;

	// Of the one thread that appends

	private final long[] positions;

	private int turn;

	/**
	 * Create frames of tasks.
	 * @param members the tasks, in the order of the request
	 */
	MultiplexedFrames(List<Member> members) {
		this.members = members;
		this.positions = members.stream().mapToLong((member) -> member.lastEventId).toArray();
	}

	@Override
	public void open(Runnable signal) {
		this.members.forEach((member) -> member.open(signal));
	}

	@Override
	public boolean appendNext(FrameBuffer buffer) {
		for (int i = 0; i < this.members.size(); i++) {
			int index = this.turn;
			this.turn = (index + 1) % this.members.size();
			EncodedEvent next = this.members.get(index).next();
			if (next != null) {
				this.positions[index] = next.id();
				buffer.appendFrame(LastEventId.format(this.positions), next.frame());
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean isFinished() {
		return this.members.stream().allMatch(Member::isFinished);
	}

	@Override
	public long skipped() {
		return subscriptions().mapToLong(TaskSubscription::skipped).sum();
	}

	@Override
	public void close() {
		subscriptions().forEach(TaskSubscription::close);
	}

	private Stream<TaskSubscription> subscriptions() {
		return this.members.stream().map((member) -> member.subscription).filter(Objects::nonNull);
	}

	/**
	 * One task of several: a log, or what is said of a task that has none.
	 */
	static final class Member {

		private final @Nullable TaskLog log;

		private final long lastEventId;

		// Written once, in open()

		private volatile @Nullable TaskSubscription subscription;

		// Of the one thread that appends

		private @Nullable TaskEvent report;

		private Member(@Nullable TaskLog log, long lastEventId, @Nullable TaskEvent report) {
			this.log = log;
			this.lastEventId = lastEventId;
			this.report = report;
		}

		/**
		 * Return a task that is known.
		 * @param lastEventId the number of the last event that the client has seen
		 */
		static Member known(TaskLog log, long lastEventId) {
			return new Member(log, lastEventId, null);
		}

		/**
		 * Return a task that is unknown.
		 * @param lastEventId {@link LastEventId#UNKNOWN} if the client has been told
		 * @param report what to tell it otherwise
		 */
		static Member unknown(long lastEventId, TaskEvent report) {
			return new Member(null, lastEventId, (lastEventId == LastEventId.UNKNOWN) ? null : report);
		}

		/**
		 * Whether the client has seen all that there will ever be.
		 */
		boolean isSeen() {
			return (this.log == null) ? this.report == null
					: this.log.info().status().isFinal() && this.lastEventId == this.log.lastEventId();
		}

		private void open(Runnable signal) {
			if (this.log != null) {
				this.subscription = this.log.subscribe(this.lastEventId, signal);
			}
		}

		private @Nullable EncodedEvent next() {
			TaskEvent told = this.report;
			if (told != null) {
				this.report = null;
				return new EncodedEvent(LastEventId.UNKNOWN, EncodedEvent.frame(told));
			}
			TaskSubscription current = this.subscription;
			return (current != null) ? EncodedEvent.next(current) : null;
		}

		private boolean isFinished() {
			TaskSubscription current = this.subscription;
			return (this.log == null) ? this.report == null : current != null && current.isFinished();
		}

	}

}
