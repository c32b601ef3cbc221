package dev.taskstream.reliability;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;

/**
 * A task that shows that it has a worker of its own, and keeps it.
 */
final class Meeting extends BaseTask<Void, Void> {

	private final CyclicBarrier meeting;

	private final CountDownLatch gate;

	Meeting(CyclicBarrier meeting, CountDownLatch gate) {
		this.meeting = meeting;
		this.gate = gate;
	}

	@Override
	protected Void execute(Void nothing, ProgressHandle progress) throws Exception {
		this.meeting.await(20, TimeUnit.SECONDS);
		this.gate.await();
		return null;
	}

}
