package dev.taskstream.redis;

import java.time.Duration;
import java.util.concurrent.Executor;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.engine.TaskEngine;
import dev.taskstream.engine.TaskListener;
import dev.taskstream.log.LogSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * A relay that publishes the tasks of an engine to other nodes, and lets this node answer
 * for theirs.
 * <p>
 * It has two threads: one writes to Redis, and one reads the node's inbox.
 */
public final class RedisRelay implements TaskListener, SmartLifecycle {

	/** Leases last for ten beats. */
	private static final int BEATS_PER_RENEWAL = 3;

	private final RelayNode node;

	private final OwnTasks tasks = new OwnTasks();

	private final Replicas replicas;

	private final RelayWriter writer;

	private final RelayReader reader;

	private final TaskEngine engine;

	private final TaskService service;

	private final int phase;

	// Confined to the writer
	private long beats;

	private volatile @Nullable Thread writing;

	private volatile @Nullable Thread reading;

	/**
	 * Create a relay.
	 * @param node this node
	 * @param engine runs the tasks of this node
	 * @param logs the settings of the logs of other nodes' tasks
	 * @param listeners executes actions after the end of a task, which may block
	 * @param phase the phase in which the relay stops; the tasks of the engine must have
	 * ended in an earlier one
	 */
	public RedisRelay(RelayNode node, TaskEngine engine, LogSettings logs, Executor listeners, int phase) {
		this.node = node;
		this.engine = engine;
		this.phase = phase;
		this.replicas = new Replicas(node, logs);
		this.writer = new RelayWriter(node, this.tasks, this::lost, this::beat);
		this.reader = new RelayReader(node, new Host(node, engine, this.tasks, this.writer), this.replicas);
		this.service = new RelayedTaskService(engine.service(), this.tasks, node, this.replicas, listeners);
		engine.addListener(this);
	}

	/**
	 * Return the service that knows the tasks of all nodes.
	 * @return always the same service
	 */
	public TaskService service() {
		return this.service;
	}

	/**
	 * Return how the relay is doing.
	 * @return a snapshot
	 */
	public RelayState state() {
		RedisLink link = this.node.link();
		return new RelayState(link.isAvailable(), this.node.nodes().alive() + 1, this.writer.storedEvents(),
				link.isAvailable() ? this.tasks.lag() : link.absence(), this.tasks.waitingEnds());
	}

	/**
	 * Return how many tasks of other nodes are watched here.
	 */
	int replicas() {
		return this.replicas.size();
	}

	/**
	 * Publish a task before its start returns: the caller's next request may reach
	 * another node.
	 */
	@Override
	public void accepted(TaskLog task, Duration retention) {
		OwnTask own = this.tasks.add(task, retention);
		if (this.node.link().isAvailable()) {
			this.node.link().awaitQuietly(own.published());
		}
	}

	@Override
	public void ended(TaskInfo task) {
	}

	@Override
	public void rejected() {
	}

	private void lost(OwnTask task) {
		this.engine.lose(task.id(), Lookup.NODE_LOST);
	}

	private void beat() {
		if (this.beats++ % BEATS_PER_RENEWAL == 0) {
			this.replicas.renew();
			this.node.sharedKeys().refresh();
		}
		this.node.nodes().check().forEach(this.replicas::lose);
		for (OwnTask task : this.tasks.all()) {
			if (task.isDone() && this.engine.service().log(task.id()).isEmpty()) {
				this.tasks.remove(task);
			}
			else if (task.refreshIfDue(this.node.settings().activeTtl(task.retention()).dividedBy(3))) {
				this.node.stories().refresh(task);
			}
		}
	}

	@Override
	public void start() {
		this.writing = startThread(this.writer, "taskstream-relay-writer");
		this.reading = startThread(this.reader, "taskstream-relay-reader");
	}

	private static Thread startThread(Runnable work, String name) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	/**
	 * Publish the ends of all tasks, and leave the other nodes.
	 */
	@Override
	public void stop() {
		this.reader.stop();
		this.writer.stop();
		try {
			join(this.writing);
			this.node.leave();
			join(this.reading);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.writing = null;
	}

	private void join(@Nullable Thread thread) throws InterruptedException {
		if (thread != null) {
			thread.join(this.node.settings().patience().multipliedBy(2).toMillis());
			thread.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.writing != null;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
