package dev.taskstream.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.taskstream.BaseTask;
import dev.taskstream.LoggedEvent;
import dev.taskstream.ProgressHandle;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskEndedEvent;
import dev.taskstream.TaskException;
import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskStatus;
import dev.taskstream.TaskSubscription;

import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The code of docs/task-system-usage.md. */
final class UsageExamples {

	record Report(String month) {

	}

	@Component
	static class MonthlyReport extends BaseTask<Report, List<String>> {

		@Override
		protected String name() {
			return "Monthly report";
		}

		@Override
		protected Duration timeout() {
			return Duration.ofMinutes(5);
		}

		@Override
		protected List<String> execute(Report params, ProgressHandle progress) throws IOException {
			List<String> lines = read(params.month(), progress.slice(0.0, 0.3));
			return render(lines, progress.slice(0.3, 1.0));
		}

		private List<String> read(String month, ProgressHandle progress) throws IOException {
			progress.report("Reading " + month);
			Path file = Path.of(month + ".csv");
			if (!Files.exists(file)) {
				throw new TaskException("month_not_found", "There are no figures for " + month + ".");
			}
			return Files.readAllLines(file);
		}

		private List<String> render(List<String> lines, ProgressHandle progress) {
			for (int i = 0; i < lines.size(); i++) {
				progress.report((double) i / lines.size());
			}
			return lines;
		}

	}

	@Component
	static class Reindex extends BaseTask<Void, Void> {

		@Override
		protected Void execute(Void none, ProgressHandle progress) {
			while (!progress.isCancelled() && indexNextBatch()) {
				progress.report("Still indexing");
			}
			return null;
		}

		private boolean indexNextBatch() {
			return false;
		}

	}

	@RestController
	record ReindexController(TaskService tasks, Reindex reindex) {

		@PostMapping("/reindex")
		ResponseEntity<TaskStartResponse> start() {
			return ResponseEntity.accepted().body(this.tasks.start(this.reindex));
		}

	}

	interface OutdatedFiles {

		List<Path> outdated();

	}

	record CleanUp(TaskService tasks, OutdatedFiles files) {

		TaskStartResponse cleanUp() {
			return this.tasks.start(BaseTask.of("Clean up", (progress) -> {
				int removed = 0;
				for (Path file : progress.track(this.files.outdated())) {
					Files.delete(file);
					removed++;
				}
				return removed;
			}));
		}

	}

	record Order(String number) {

	}

	interface Orders {

		void save(Order order);

	}

	record OrderService(TaskService tasks, Orders orders, BaseTask<Order, ?> confirmation) {

		@Transactional
		TaskStartResponse place(Order order) {
			this.orders.save(order);
			return this.tasks.start(this.confirmation, order,
					StartOptions.create().key("order-" + order.number()).afterCommit());
		}

	}

	record FailureMail(BiConsumer<String, String> mail) {

		@EventListener
		void ended(TaskEndedEvent event) {
			if (event.owner() != null && event.info().status() == TaskStatus.FAILED) {
				this.mail.accept(event.owner(), event.info().name() + " has failed");
			}
		}

	}

	static final class Waiting {

		private final TaskService tasks;

		Waiting(TaskService tasks) {
			this.tasks = tasks;
		}

		void tell(UUID taskId, Consumer<String> user) {
			this.tasks.whenEnded(taskId).thenAccept((info) -> user.accept(info.name() + ": " + info.status()));
		}

		void print(UUID taskId) {
			TaskLog log = this.tasks.log(taskId).orElseThrow();
			try (TaskSubscription subscription = log.subscribe(0, () -> {
			})) {
				LoggedEvent logged;
				while ((logged = subscription.next()) != null) {
					if (logged.event() instanceof TaskCompleted completed) {
						System.out.println(logged.id() + " " + completed.result());
					}
				}
			}
		}

	}

}
