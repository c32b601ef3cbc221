package dev.taskstream.docs;

import dev.taskstream.TaskService;
import dev.taskstream.docs.ReadmeExample.Import;
import dev.taskstream.docs.ReadmeExample.RowImport;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** The code of docs/pages.md. */
final class PageExamples {

	@Controller
	record ImportPage(TaskService tasks, RowImport rowImport) {

		@PostMapping("/import-page")
		String start(@ModelAttribute Import params, Model model) {
			model.addAttribute("streamUrl", this.tasks.start(this.rowImport, params).streamUrl());
			return "import";
		}

	}

}
