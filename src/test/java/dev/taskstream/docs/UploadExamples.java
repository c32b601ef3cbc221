package dev.taskstream.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskUpload;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The code of docs/uploads.md. */
final class UploadExamples {

	record Size(String fileName, long lines) {

	}

	@Component
	static class LineCount extends BaseTask<TaskUpload, Size> {

		@Override
		protected Size execute(TaskUpload upload, ProgressHandle progress) throws IOException {
			InputStream content = progress.track(upload.open(), upload.size());
			try (BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
				return new Size(upload.fileName(), lines.lines().count());
			}
		}

	}

	@RestController
	record LineCountController(TaskService tasks, LineCount lineCount) {

		@PostMapping("/line-counts")
		TaskStartResponse start(@RequestParam MultipartFile file) throws IOException {
			return TaskUpload.of(file.getOriginalFilename(), file::transferTo)
				.start(this.tasks, (upload) -> this.tasks.start(this.lineCount, upload));
		}

	}

}
