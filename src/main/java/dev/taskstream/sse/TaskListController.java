package dev.taskstream.sse;

import java.security.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller for the list of the caller's own tasks.
 */
@RestController
@RequestMapping(TaskController.BASE_PATH)
public final class TaskListController {

	private static final int MAX_TASKS = 100;

	private final TaskService service;

	/**
	 * Create the controller.
	 * @param service the service that runs the tasks
	 */
	public TaskListController(TaskService service) {
		this.service = service;
	}

	@GetMapping
	ResponseEntity<byte[]> list(HttpServletRequest request) {
		Principal caller = request.getUserPrincipal();
		if (caller == null) {
			throw Problems.of(HttpStatus.FORBIDDEN,
					"Only an authenticated caller has a list of tasks; any other knows the ids of its tasks", request);
		}
		Set<TaskStatus> statuses = statuses(request);
		List<TaskInfo> tasks = this.service.findByOwner(caller.getName())
			.stream()
			.filter((task) -> statuses.contains(task.status()))
			.limit(limit(request))
			.map(TaskListController::withoutResult)
			.toList();
		return ResponseEntity.ok().contentType(TaskJson.MEDIA_TYPE).body(TaskJson.bytes(Map.of("tasks", tasks)));
	}

	private static Set<TaskStatus> statuses(HttpServletRequest request) {
		List<String> names = Parameters.all(request, "status");
		if (names.isEmpty()) {
			return EnumSet.allOf(TaskStatus.class);
		}
		Set<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
		for (String name : names) {
			statuses.add(Arrays.stream(TaskStatus.values())
				.filter((status) -> status.name().equals(name))
				.findFirst()
				.orElseThrow(() -> Problems.of(HttpStatus.BAD_REQUEST,
						"The parameter status is one of " + Arrays.toString(TaskStatus.values()), request)));
		}
		return statuses;
	}

	private static int limit(HttpServletRequest request) {
		String limit = Parameters.first(request, "limit");
		if (limit == null) {
			return MAX_TASKS;
		}
		if (!limit.matches("[1-9]\\d?|" + MAX_TASKS)) {
			throw Problems.of(HttpStatus.BAD_REQUEST, "The parameter limit is a number from 1 to " + MAX_TASKS,
					request);
		}
		return Integer.parseInt(limit);
	}

	private static TaskInfo withoutResult(TaskInfo task) {
		return new TaskInfo(task.taskId(), task.name(), task.status(), task.text(), task.value(), task.createdAt(),
				task.startedAt(), task.finishedAt(), null, task.error());
	}

	@RequestMapping
	void otherMethod(HttpServletRequest request, HttpServletResponse response) {
		Problems.write(Problems.notAllowed("GET, HEAD, OPTIONS", request), response);
	}

}
