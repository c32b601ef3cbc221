package dev.taskstream.demo;

import java.io.IOException;
import java.net.URI;

import dev.taskstream.StartOptions;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;
import dev.taskstream.TaskUpload;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/**
 * Controller that starts the tasks of the demo.
 */
@RestController
@RequestMapping("/api/demo")
final class DemoController {

	private final TaskService tasks;

	private final FileDigest fileDigest;

	private final Countdown countdown;

	private final UploadSpace uploads;

	DemoController(TaskService tasks, FileDigest fileDigest, Countdown countdown, UploadSpace uploads) {
		this.tasks = tasks;
		this.uploads = uploads;
		this.fileDigest = fileDigest;
		this.countdown = countdown;
	}

	/**
	 * Receive a file and start its digest. The content is received within this method,
	 * since {@code spring.servlet.multipart.resolve-lazily} is set, so that there is room
	 * for it.
	 */
	@PostMapping(path = "/file-digests", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ResponseEntity<TaskStartResponse> digest(MultipartHttpServletRequest request)
			throws IOException, MissingServletRequestPartException {
		UploadSpace.Share space = this.uploads.take(request.getContentLengthLong());
		try {
			MultipartFile file = request.getFile("file");
			if (file == null) {
				throw new MissingServletRequestPartException("file");
			}
			TaskStartResponse started = TaskUpload.of(file.getOriginalFilename(), file::transferTo)
				.start(this.tasks, (upload) -> this.tasks.start(this.fileDigest, upload));
			space.closeAfter(this.tasks.whenEnded(started.taskId()));
			return accepted(started);
		}
		catch (Throwable ex) {
			space.close();
			throw ex;
		}
	}

	/**
	 * Start a countdown, or return the one that runs already if the client sends its key
	 * again.
	 */
	@PostMapping(path = "/countdowns", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<TaskStartResponse> countdown(@RequestBody Countdown.Parameters parameters,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
		StartOptions options = (key != null) ? StartOptions.create().key(key) : StartOptions.create();
		return accepted(this.tasks.start(this.countdown, parameters, options));
	}

	/**
	 * Start a countdown and redirect to its stream, which {@code curl -NL -d} follows.
	 */
	@PostMapping(path = "/countdowns", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	ResponseEntity<Void> watchedCountdown(@RequestParam int seconds) {
		TaskStartResponse started = this.tasks.start(this.countdown,
				new Countdown.Parameters(seconds, Countdown.Outcome.COMPLETE));
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(started.streamUrl())).build();
	}

	private static ResponseEntity<TaskStartResponse> accepted(TaskStartResponse started) {
		return ResponseEntity.accepted().location(URI.create(started.streamUrl())).body(started);
	}

}
