package dev.taskstream.docs;

import java.util.Map;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** README's first screen. */
final class ReadmeExample {

	record Import(@NotBlank String file, @Positive int rows) {
	}

	@Component
	static class RowImport extends BaseTask<Import, Map<String, Integer>> {

		@Override
		protected Map<String, Integer> execute(Import params, ProgressHandle progress) throws InterruptedException {
			for (int row = 1; row <= params.rows(); row++) {
				Thread.sleep(20); // the work
				progress.report("Row " + row + " of " + params.rows(), (double) row / params.rows());
			}
			return Map.of("rows", params.rows());
		}

	}

	@RestController
	record ImportController(TaskService tasks, RowImport rowImport) {

		@PostMapping("/imports")
		TaskStartResponse start(@RequestBody Import params) {
			return this.tasks.start(this.rowImport, params); // {"taskId":"…","streamUrl":"/api/tasks/…/stream"}
		}
	}

}
