package dev.taskstream.browser;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import dev.taskstream.sse.OpenStreams;

import static dev.taskstream.browser.Page.awaiting;

/**
 * Where actors play tasks for the page to watch.
 */
final class Stage {

	static final int WORKERS = 16;

	private final TaskService tasks;

	private final OpenStreams streams;

	private final List<Actor> actors = new CopyOnWriteArrayList<>();

	Stage(TaskService tasks, OpenStreams streams) {
		this.tasks = tasks;
		this.streams = streams;
	}

	Actor start() {
		return start(new Actor());
	}

	Actor start(Actor actor) {
		return add(actor, this.tasks.start(actor));
	}

	/**
	 * Takes in an actor that was started in a way of its own.
	 */
	Actor add(Actor actor, TaskStartResponse started) {
		this.actors.add(actor);
		actor.started(started);
		return actor;
	}

	List<Actor> start(int number) {
		return IntStream.range(0, number).mapToObj((i) -> start()).toList();
	}

	/**
	 * An actor that waits in the queue, since all workers have something to do.
	 */
	Actor startWaiting() {
		start(WORKERS - (int) this.actors.stream().filter((actor) -> !status(actor).isFinal()).count());
		awaiting().until(() -> this.actors.stream().filter((actor) -> status(actor) == TaskStatus.RUNNING).count(),
				(running) -> running == WORKERS);
		return start();
	}

	/**
	 * Ends all others, so that an actor need not wait any longer.
	 */
	void makeRoomFor(Actor waiting) {
		this.actors.stream().filter((actor) -> actor != waiting).forEach(this::cancel);
	}

	TaskStatus status(Actor actor) {
		return this.tasks.find(actor.taskId()).orElseThrow().status();
	}

	void cancel(Actor actor) {
		this.tasks.cancel(actor.taskId());
	}

	/**
	 * Sends new streams away, as a service does that is stopping.
	 */
	void refuseStreams(boolean refuse) {
		this.streams.refuse(refuse);
	}

	int openStreams() {
		return this.streams.size();
	}

	void clear() {
		this.streams.refuse(false);
		this.actors.forEach(this::cancel);
		this.actors.clear();
		awaiting().until(() -> this.streams.size() == 0);
	}

}
