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
 * A {@link FrameSource} for several tasks. The id of each frame has the positions in all
 * tasks, so that it resumes all of them. The tasks take turns; their relative order is
 * not defined otherwise.
 */
final class MultiplexedFrames implements FrameSource {

	private final List<Member> members;

	// Confined to the thread that appends

	private final long[] positions;

	private int turn;

	/**
	 * Create a source for tasks.
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
	 * One of the tasks: its log, or the report that it is unknown.
	 */
	static final class Member {

		private final @Nullable TaskLog log;

		private final long lastEventId;

		// Written once, in open()

		private volatile @Nullable TaskSubscription subscription;

		// Confined to the thread that appends

		private @Nullable TaskEvent report;

		private Member(@Nullable TaskLog log, long lastEventId, @Nullable TaskEvent report) {
			this.log = log;
			this.lastEventId = lastEventId;
			this.report = report;
		}

		/**
		 * Create a member for a known task.
		 * @param lastEventId the number of the last event that the client has received
		 */
		static Member known(TaskLog log, long lastEventId) {
			return new Member(log, lastEventId, null);
		}

		/**
		 * Create a member for an unknown task.
		 * @param lastEventId {@link LastEventId#UNKNOWN} if the client has received the
		 * report
		 * @param report the event that reports the task as unknown
		 */
		static Member unknown(long lastEventId, TaskEvent report) {
			return new Member(null, lastEventId, (lastEventId == LastEventId.UNKNOWN) ? null : report);
		}

		@Nullable TaskLog log() {
			return this.log;
		}

		/**
		 * Whether the client has received the last event of the task.
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
