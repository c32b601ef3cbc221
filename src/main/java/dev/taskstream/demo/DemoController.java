package dev.taskstream.demo;

import java.io.IOException;
import java.net.URI;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Controller that starts the tasks of the demo.
 */
@RestController
@RequestMapping("/api/demo")
final class DemoController {

	private final TaskService tasks;

	private final FileDigest fileDigest;

	private final Countdown countdown;

	DemoController(TaskService tasks, FileDigest fileDigest, Countdown countdown) {
		this.tasks = tasks;
		this.fileDigest = fileDigest;
		this.countdown = countdown;
	}

	@PostMapping(path = "/file-digests", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ResponseEntity<TaskStartResponse> digest(@RequestParam MultipartFile file) throws IOException {
		Upload upload = Upload.of(file);
		try {
			TaskStartResponse started = this.tasks.start(this.fileDigest, upload);
			upload.closeAfter(this.tasks, started.taskId());
			return accepted(started);
		}
		catch (RuntimeException ex) {
			upload.close();
			throw ex;
		}
	}

	@PostMapping("/countdowns")
	ResponseEntity<TaskStartResponse> countdown(@RequestBody Countdown.Parameters parameters) {
		return accepted(this.tasks.start(this.countdown, parameters));
	}

	private static ResponseEntity<TaskStartResponse> accepted(TaskStartResponse started) {
		return ResponseEntity.accepted().location(URI.create(started.streamUrl())).body(started);
	}

}
