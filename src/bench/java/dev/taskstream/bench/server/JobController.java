package dev.taskstream.bench.server;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import dev.taskstream.TaskStartResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * How the driver controls a server and asks it about itself. All answers are plain text.
 */
@RestController
@RequestMapping("/load")
final class JobController {

	private static final int COLLECTIONS = 3;

	private final JobRunner runner;

	private final Map<UUID, Job> jobs = new ConcurrentHashMap<>();

	JobController(JobRunner runner) {
		this.runner = runner;
	}

	@PostMapping("/jobs")
	String start(@RequestParam int events, @RequestParam double rate, @RequestParam int text) {
		Job job = new Job(events, rate, text);
		TaskStartResponse response = this.runner.start(job);
		this.jobs.put(response.taskId(), job);
		return response.taskId() + " " + response.streamUrl();
	}

	@PostMapping("/jobs/{id}/go")
	String go(@PathVariable UUID id) {
		this.jobs.get(id).go();
		return "ok";
	}

	@GetMapping("/jobs/{id}/held")
	String held(@PathVariable UUID id) {
		return String.valueOf(this.jobs.get(id).heldNanos());
	}

	/**
	 * An ordinary request.
	 */
	@GetMapping("/hello")
	String hello() {
		return "Hello";
	}

	/**
	 * The bytes that survive a full collection.
	 */
	@PostMapping("/live-heap")
	String liveHeap() {
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
		}
		return String.valueOf(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
	}

	/**
	 * How many threads wait in a write for a client. State and stack are of one moment,
	 * or a thread that has just been writing and now has nothing to do would count.
	 */
	@GetMapping("/blocked-writers")
	String blockedWriters() {
		return String.valueOf(Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
			.filter((thread) -> thread.getThreadState() != Thread.State.RUNNABLE)
			.filter((thread) -> Arrays.stream(thread.getStackTrace()).anyMatch(JobController::isWrite))
			.count());
	}

	private static boolean isWrite(StackTraceElement frame) {
		return (frame.getClassName().startsWith("org.apache.tomcat.util.net")
				|| frame.getClassName().startsWith("org.eclipse.jetty")) && frame.getMethodName().contains("rite");
	}

}
