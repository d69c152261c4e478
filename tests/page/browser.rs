//! A browser without a window, driven by WebDriver: as much of it as the tests of the page need.

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A browser, which goes when it is dropped.
pub(super) struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
    /// Where it puts what is downloaded.
    pub(super) downloads: tempfile::TempDir,
    /// Its own profile, which goes with it.
    profile: tempfile::TempDir,
}

impl Browser {
    /// A browser with a window of this size; none where there is no chromedriver, which is said, and an error where `CI` is set.
    pub(super) fn start(width: u32, height: u32, is_dark: bool) -> Option<Self> {
        let Some(driver) = driver() else {
            assert!(
                std::env::var_os("CI").is_none(),
                "chromedriver and chromium are needed (apt install chromium-driver)"
            );
            eprintln!("SKIPPED, loudly: no chromedriver here, so that the page is not tried in a browser");
            return None;
        };
        let (driver, port) = driver;
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let (downloads, profile) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut browser =
            Self { driver, session: format!("http://127.0.0.1:{port}/session"), agent, downloads, profile };
        let mut flags = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--hide-scrollbars".to_owned(),
            format!("--user-data-dir={}", browser.profile.path().display()),
            format!("--window-size={width},{height}"),
        ];
        if is_dark {
            flags.push("--blink-settings=preferredColorScheme=0".to_owned());
        }
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "args": flags,
                "prefs": { "download.default_directory": browser.downloads.path(), "download.prompt_for_download": false,
                    "profile.default_content_setting_values.automatic_downloads": 1 }
            }
        } } });
        let started = Instant::now();
        let id = loop {
            let answer = browser.ask("", Some(&wanted));
            if let Some(id) = answer["sessionId"].as_str() {
                break id.to_owned();
            }
            assert!(started.elapsed() < Duration::from_secs(60), "no session: {answer}");
            std::thread::sleep(Duration::from_millis(200));
        };
        browser.session = format!("{}/{id}", browser.session);
        // The window is as wide as it says, also below the least width of a window with a frame.
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        browser.dev_tools("Emulation.setDeviceMetricsOverride", &metrics);
        let scheme = if is_dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.dev_tools("Emulation.setEmulatedMedia", &media);
        Some(browser)
    }

    fn ask(&self, path: &str, body: Option<&Value>) -> Value {
        let address = format!("{}{path}", self.session);
        let answer = match body {
            Some(body) => self.agent.post(&address).content_type("application/json").send(body.to_string()),
            None => self.agent.get(&address).call(),
        };
        let text = answer.and_then(|mut answer| answer.body_mut().read_to_string()).unwrap_or_default();
        let answer: Value = serde_json::from_str(&text).unwrap_or_default();
        answer["value"].clone()
    }

    fn dev_tools(&self, command: &str, parameters: &Value) -> Value {
        self.ask("/goog/cdp/execute", Some(&json!({ "cmd": command, "params": parameters })))
    }

    /// Shows what is opened as it is printed.
    pub(super) fn on_paper(&self) {
        self.dev_tools("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
        assert_eq!(self.run("return matchMedia('print').matches"), json!(true));
    }

    /// Opens a file.
    pub(super) fn open(&self, file: &Path) {
        let answer = self.ask("/url", Some(&json!({ "url": format!("file://{}", file.display()) })));
        assert!(answer.is_null(), "{answer}");
    }

    /// What a script says: the body of a function.
    pub(super) fn run(&self, script: &str) -> Value {
        let answer = self.ask("/execute/sync", Some(&json!({ "script": script, "args": [] })));
        assert!(answer.get("error").is_none(), "{script}: {answer}");
        answer
    }

    /// Presses a key on what has the focus, or on the page.
    pub(super) fn press(&self, key: &str) {
        let keys = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": keys }] });
        let answer = self.ask("/actions", Some(&actions));
        assert!(answer.is_null(), "{answer}");
    }

    /// Waits until the page stands still: what is told goes when it moves, and it moves with the next frames.
    pub(super) fn settle(&self) {
        self.run("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))");
    }

    /// Puts the pointer on the middle of the first element that a selector finds.
    pub(super) fn point(&self, selector: &str) {
        self.run(&format!("document.querySelector({selector:?}).scrollIntoView({{ block: 'center' }})"));
        self.settle();
        let place = self.run(&format!(
            "const p = document.querySelector({selector:?}).getBoundingClientRect(); \
             return [Math.round(p.left + p.width / 2), Math.round(p.top + p.height / 2)]"
        ));
        let step = json!({ "type": "pointerMove", "duration": 0, "origin": "viewport", "x": place[0], "y": place[1] });
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": [step] });
        let answer = self.ask("/actions", Some(&json!({ "actions": [mouse] })));
        assert!(answer.is_null(), "{answer}");
    }

    /// What the browser wrote to its console since it was last asked.
    pub(super) fn console(&self) -> Vec<String> {
        let answer = self.ask("/se/log", Some(&json!({ "type": "browser" })));
        answer.as_array().into_iter().flatten().map(Value::to_string).collect()
    }

    /// The text of a file that is downloaded within a few seconds.
    pub(super) fn downloaded(&self, name: &str) -> String {
        let path = self.downloads.path().join(name);
        let started = Instant::now();
        // The file is there before its text is.
        while !fs::metadata(&path).is_ok_and(|data| data.is_file() && data.len() > 0) {
            let there: Vec<_> =
                fs::read_dir(self.downloads.path()).unwrap().flatten().map(|file| file.file_name()).collect();
            assert!(started.elapsed() < Duration::from_secs(20), "{name} is not there, but {there:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
        fs::read_to_string(path).unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser is closed by its driver, and the driver, a child of this test, by the test.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A driver that listens, and where; none where there is no driver or no browser.
fn driver() -> Option<(Child, u16)> {
    let is_there = |program: &str| {
        let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        found.is_ok_and(|status| status.success())
    };
    if !is_there("chromedriver") || !is_there("chromium") {
        return None;
    }
    let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
    let mut child = Command::new("chromedriver")
        .arg(format!("--port={port}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut lines = BufReader::new(child.stdout.take()?).lines();
    let is_up = lines.any(|line| line.is_ok_and(|line| line.contains("started successfully")));
    // What it says later is read to the end, so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    is_up.then_some((child, port))
}
