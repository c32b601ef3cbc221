package dev.taskstream.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import dev.taskstream.TaskUnavailableException;
import dev.taskstream.log.GuardedLog;
import dev.taskstream.redis.RelayMessage.TaskAt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer of a node: it publishes the events of the node's own tasks in rounds, tells
 * the nodes that watch them, and shows that this node is alive.
 */
final class RelayWriter implements Runnable {

	/*-
	 * One thread does all of it, so that a node that was away beats before it publishes
	 * anything: a node that finds a new task of it in Redis finds its inbox, too.
	 *
	 * A round takes the tasks that have news, sends all of it, and waits for the answers.
	 * The nodes that watch are told afterwards, or at once where Redis is one server,
	 * which executes the commands of a connection in order. A slow Redis costs larger
	 * rounds and no memory: events wait in the bounded logs of their tasks. After any
	 * failure everything that this node still has is published again.
	 */

	private static final Logger logger = LoggerFactory.getLogger(RelayWriter.class);

	/** How many tasks are sent before the answers are awaited. */
	private static final int TASKS_AT_ONCE = 256;

	private final RelayNode node;

	private final OwnTasks tasks;

	private final Consumer<OwnTask> lost;

	private final Runnable beats;

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final LongAdder storedEvents = new LongAdder();

	private final CountDownLatch stopping = new CountDownLatch(1);

	private long beatAtNanos = System.nanoTime();

	/**
	 * Create a writer.
	 * @param lost invoked for a task that other nodes have declared lost
	 * @param beats what else happens with each beat, on the writer's thread
	 */
	RelayWriter(RelayNode node, OwnTasks tasks, Consumer<OwnTask> lost, Runnable beats) {
		this.node = node;
		this.tasks = tasks;
		this.lost = lost;
		this.beats = beats;
	}

	/**
	 * Answer a request once all events until now are in Redis.
	 */
	void answer(String to, RelayMessage answer) {
		this.answers.add(new Answer(to, answer));
		this.tasks.wakeUp();
	}

	/**
	 * Return how many events have been published.
	 */
	long storedEvents() {
		return this.storedEvents.sum();
	}

	/**
	 * Publish what there is and return.
	 */
	void stop() {
		this.stopping.countDown();
		this.tasks.wakeUp();
	}

	@Override
	public void run() {
		try {
			boolean last;
			do {
				last = this.stopping.getCount() == 0;
				work(last);
			}
			while (!last);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void work(boolean last) throws InterruptedException {
		RedisLink link = this.node.link();
		boolean available = link.isAvailable();
		try {
			if (!last) {
				Duration untilBeat = Duration.ofNanos(Math.max(this.beatAtNanos - System.nanoTime(), 0));
				if (available) {
					this.tasks.awaitWork(untilBeat);
				}
				else if (!link.probe()) {
					this.node.nodes().startOver();
					pause();
					return;
				}
			}
			beatIfDue(!available);
			round();
			link.succeeded();
		}
		catch (RuntimeException | Error ex) {
			if (!(ex instanceof TaskUnavailableException)) {
				GuardedLog.warn(logger, ex, "The relay to other nodes failed, and starts over");
			}
			link.failed(ex);
			pause();
		}
	}

	private void pause() throws InterruptedException {
		this.stopping.await(this.node.settings().beat().toNanos(), TimeUnit.NANOSECONDS);
	}

	private void beatIfDue(boolean wasAway) {
		long now = System.nanoTime();
		if (!wasAway && now - this.beatAtNanos < 0) {
			return;
		}
		this.beatAtNanos = now + this.node.settings().beat().toNanos();
		boolean connectedAnew = this.node.link().wasConnectedAnew();
		boolean returns = this.node.newestBeat() != null && (connectedAnew || wasAway);
		if (returns) {
			this.node.nodes().doubtRedis();
		}
		if (!this.node.showAlive() || returns) {
			logger.debug("Publishing all tasks: Redis or this node was away");
			this.tasks.all().forEach(OwnTask::republish);
		}
		this.beats.run();
	}

	private void round() {
		List<Answer> due = new ArrayList<>();
		for (Answer next = this.answers.poll(); next != null; next = this.answers.poll()) {
			due.add(next);
		}
		if (!due.isEmpty() || this.stopping.getCount() == 0) {
			this.tasks.queueAllBehind();
		}
		List<OwnTask> dirty = this.tasks.take();
		for (int from = 0; from < dirty.size(); from += TASKS_AT_ONCE) {
			publish(dirty.subList(from, Math.min(from + TASKS_AT_ONCE, dirty.size())));
		}
		due.forEach((answer) -> this.node.inboxes().send(answer.to, answer.message));
	}

	private void publish(List<OwnTask> dirty) {
		Map<StoredBatch, CompletionStage<Long>> results = new LinkedHashMap<>();
		for (OwnTask task : dirty) {
			if (!task.isDone()) {
				task.take(this.node.settings().history())
					.forEach((batch) -> results.put(batch, this.node.stories().append(batch)));
			}
		}
		boolean inOrder = this.node.link().executesInOrder();
		if (inOrder) {
			tell(results.keySet());
		}
		results.forEach((batch, result) -> stored(batch, this.node.link().await(result)));
		if (!inOrder) {
			tell(results.keySet());
		}
	}

	/**
	 * Tell the nodes that watch. They must find the events.
	 */
	private void tell(Collection<StoredBatch> batches) {
		Map<String, List<TaskAt>> news = new HashMap<>();
		for (StoredBatch batch : batches) {
			for (String watcher : batch.task().announce(batch.last())) {
				news.computeIfAbsent(watcher, (to) -> new ArrayList<>())
					.add(new TaskAt(batch.task().id(), batch.last()));
			}
		}
		news.forEach((to, which) -> this.node.inboxes()
			.send(to, RelayMessage.about(RelayMessage.Intent.EVENTS, this.node.id(), which)));
	}

	private void stored(StoredBatch batch, long result) {
		OwnTask task = batch.task();
		if (result == Stories.STORED) {
			task.stored(batch);
			this.storedEvents.add(batch.count());
		}
		else if (result == Stories.LOST) {
			task.settle();
			this.lost.accept(task);
		}
		else {
			task.republish();
		}
	}

	/**
	 * An answer that waits for the next round.
	 */
	private record Answer(String to, RelayMessage message) {

	}

}
