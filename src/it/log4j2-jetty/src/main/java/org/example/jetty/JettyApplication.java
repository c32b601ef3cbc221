package org.example.jetty;

import java.io.IOException;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskUpload;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@SpringBootApplication
public class JettyApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(JettyApplication.class, arguments);
	}

	@Component
	static class LineCount extends BaseTask<TaskUpload, Integer> {

		@Override
		protected Integer execute(TaskUpload upload, ProgressHandle progress) throws IOException {
			String text = new String(progress.track(upload.open(), upload.size()).readAllBytes());
			return (int) text.lines().count();
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
