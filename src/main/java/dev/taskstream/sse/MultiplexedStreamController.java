package dev.taskstream.sse;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskError;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Controller for the stream of several tasks. It exists because browsers allow six
 * HTTP/1.1 connections to an origin, over all tabs.
 */
@RestController
@RequestMapping(TaskController.BASE_PATH + "/stream")
public final class MultiplexedStreamController {

	private static final int MAX_TASKS = 100;

	private final TaskAccess access;

	private final StreamOpener opener;

	private final Clock clock;

	/**
	 * Create the controller.
	 * @param service the service that runs the tasks
	 * @param policy decides who may access a task
	 * @param streams the collaborators that all streams share
	 * @param clock the source of the time of events that report unknown tasks
	 */
	public MultiplexedStreamController(TaskService service, TaskAccessPolicy policy, StreamContext streams,
			Clock clock) {
		this.access = new TaskAccess(service, policy);
		this.opener = new StreamOpener(streams);
		this.clock = clock;
	}

	@GetMapping
	@Nullable SseEmitter stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
		List<MultiplexedFrames.Member> members;
		try {
			members = members(List.copyOf(ids(request)), request);
		}
		catch (UndecidedAccessException ex) {
			return this.opener.undecided(request, response);
		}
		if (members.stream().allMatch(MultiplexedFrames.Member::isSeen)) {
			return this.opener.nothingMore(response);
		}
		List<TaskLog> known = members.stream().map(MultiplexedFrames.Member::log).filter(Objects::nonNull).toList();
		return this.opener.open(new MultiplexedFrames(members), this.access.rule(known, request), request, response);
	}

	private List<MultiplexedFrames.Member> members(List<UUID> ids, HttpServletRequest request) {
		List<@Nullable TaskLog> logs = new ArrayList<>();
		for (UUID id : ids) {
			logs.add(this.access.find(id, request).orElse(null));
		}
		List<Long> positions = LastEventId.of(request).in(logs);
		List<MultiplexedFrames.Member> members = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			TaskLog log = logs.get(i);
			members.add((log != null) ? MultiplexedFrames.Member.known(log, positions.get(i))
					: MultiplexedFrames.Member.unknown(positions.get(i), notFound(ids.get(i))));
		}
		return members;
	}

	@RequestMapping
	void otherMethod(HttpServletRequest request, HttpServletResponse response) {
		Problems.write(Problems.notAllowed("GET, HEAD, OPTIONS", request), response);
	}

	private static Set<UUID> ids(HttpServletRequest request) {
		List<String> taskIds = Parameters.all(request, "taskId");
		Set<UUID> ids = new LinkedHashSet<>();
		boolean valid = !taskIds.isEmpty() && taskIds.size() <= MAX_TASKS;
		for (String taskId : taskIds) {
			Optional<UUID> id = TaskAccess.parse(taskId);
			id.ifPresent(ids::add);
			valid &= id.isPresent();
		}
		if (!valid) {
			throw Problems.of(HttpStatus.BAD_REQUEST,
					"This takes 1 to " + MAX_TASKS + " taskId parameters, each a UUID in its 36-character form",
					request);
		}
		return ids;
	}

	private TaskEvent notFound(UUID id) {
		return new TaskFailed(id, this.clock.instant().truncatedTo(ChronoUnit.MICROS), TaskStatus.FAILED,
				new TaskError("task_not_found", TaskAccess.NOT_FOUND));
	}

}
