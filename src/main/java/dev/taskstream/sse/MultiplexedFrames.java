package dev.taskstream.sse;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

import dev.taskstream.LoggedEvent;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskSubscription;

/**
 * The frames of several tasks in the order in which their events happened. An event's id
 * is its number in the service, so one number resumes all tasks.
 */
/*
 * That number is a promise: everything up to it has been delivered. Events of different
 * tasks may become visible in another order than they were numbered in, so frames go out
 * in rounds. A round takes the newest number there is and merges what every log has up to
 * it, and a log then has all of that; what comes later waits for the next round.
 */
final class MultiplexedFrames implements FrameSource {

	private final List<TaskLog> logs;

	private final List<TaskEvent> reports;

	private final long lastSequence;

	// Written once, in open()

	private volatile List<TaskSubscription> subscriptions = List.of();

	// Of the one thread that appends

	private final PriorityQueue<Head> round = new PriorityQueue<>();

	private long roundEnd;

	private boolean reported;

	/**
	 * The frames after a number.
	 * @param reports what to say first: events of tasks that have no log
	 * @param lastSequence the number up to which the client has seen everything, or 0
	 */
	MultiplexedFrames(List<TaskLog> logs, List<TaskEvent> reports, long lastSequence) {
		this.logs = logs;
		this.reports = reports;
		this.lastSequence = lastSequence;
	}

	@Override
	public void open(Runnable signal) {
		List<TaskSubscription> opened = new ArrayList<>();
		for (TaskLog log : this.logs) {
			opened.add(log.subscribe(log.eventIdAt(this.lastSequence), signal));
		}
		this.subscriptions = opened;
	}

	@Override
	public boolean appendNext(FrameBuffer buffer) {
		if (!this.reported) {
			this.reported = true;
			this.reports.forEach((event) -> buffer.appendFrame(this.lastSequence, EventEncoder.encode(event)));
			return !this.reports.isEmpty() || appendNext(buffer);
		}
		if (this.round.isEmpty()) {
			beginRound();
		}
		Head head = this.round.poll();
		if (head == null) {
			return false;
		}
		buffer.appendFrame(head.event().sequence(), head.event().encodedBy(EventEncoder::encode));
		takeFrom(head.subscription());
		return true;
	}

	private void beginRound() {
		if (!this.logs.isEmpty()) {
			this.roundEnd = this.logs.get(0).lastSequence();
			this.subscriptions.forEach(this::takeFrom);
		}
	}

	private void takeFrom(TaskSubscription subscription) {
		LoggedEvent event = subscription.nextUpTo(this.roundEnd);
		if (event != null) {
			this.round.add(new Head(event, subscription));
		}
	}

	@Override
	public boolean isFinished() {
		return this.reported && this.round.isEmpty()
				&& this.subscriptions.stream().allMatch(TaskSubscription::isFinished);
	}

	@Override
	public long skipped() {
		return this.subscriptions.stream().mapToLong(TaskSubscription::skipped).sum();
	}

	@Override
	public void close() {
		this.subscriptions.forEach(TaskSubscription::close);
	}

	/**
	 * The next event of one task in a round.
	 */
	private record Head(LoggedEvent event, TaskSubscription subscription) implements Comparable<Head> {

		@Override
		public int compareTo(Head other) {
			return Long.compare(this.event.sequence(), other.event.sequence());
		}

	}

}
