"""Jobs in order, answers on the window's thread, nothing lost."""

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from partnerdesk.errors import DiskFull
from partnerdesk.qt.worker import Cancelled, Closed, Inline, Worker


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.shutdown()


@pytest.fixture(params=["thread", "inline"])
def runner(request, qapp):
    made = Worker() if request.param == "thread" else Inline()
    yield made
    made.shutdown()


class Told:
    """Notes what a page is told."""

    def __init__(self):
        self.said = []

    def __call__(self, *what):
        self.said.append(what[0] if len(what) == 1 else what)


def fail():
    raise DiskFull("The disk is full.", "Make room.")


def test_results_come_back_on_the_window_s_thread(worker, qtbot):
    threads = {}
    worker.run(
        lambda: threads.setdefault("job", threading.get_ident()),
        lambda _: threads.setdefault("done", threading.get_ident()),
    )
    qtbot.waitUntil(lambda: "done" in threads)
    assert threads["done"] == threading.get_ident()
    assert threads["job"] != threads["done"]


def test_jobs_run_in_order_on_one_thread(runner, qtbot):
    told, order, threads = Told(), [], set()

    def job(number):
        order.append(number)
        threads.add(threading.get_ident())
        return number

    for number in range(50):
        runner.run(lambda number=number: job(number), told)
    qtbot.waitUntil(lambda: len(told.said) == 50)
    assert order == told.said == list(range(50))
    assert len(threads) == 1


def test_errors_of_the_family_go_to_failed(runner, qtbot):
    done, failed = Told(), Told()
    runner.run(fail, done, failed)
    qtbot.waitUntil(lambda: bool(failed.said))
    assert failed.said[0].hint == "Make room."
    assert done.said == []


@pytest.mark.parametrize("error", [ValueError("our bug"), DiskFull("The disk is full.")])
def test_what_no_one_expects_reaches_the_program_s_own_handler(worker, qtbot, error):
    def job():
        raise error

    with qtbot.captureExceptions() as caught:
        worker.run(job, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][1] is error


def test_a_bug_is_told_although_the_answer_is_not_wanted(worker, qtbot):
    begun, gate = threading.Event(), threading.Event()

    def job():
        begun.set()
        gate.wait(5)
        raise ValueError("our bug")

    with qtbot.captureExceptions() as caught:
        task = worker.run(job, lambda _: None)
        assert begun.wait(5)  # a job that has not begun is never done once it is dropped
        task.drop()
        gate.set()
        worker.run(lambda: None, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))


def test_the_thread_goes_on_after_an_error(worker, qtbot):
    done, failed = Told(), Told()
    worker.run(fail, done, failed)
    worker.run(lambda: 7, done)
    qtbot.waitUntil(lambda: bool(done.said))
    assert (done.said, len(failed.said)) == ([7], 1)


def test_a_page_that_is_gone_is_not_told(worker, qtbot):
    gate, done, told = threading.Event(), Told(), Told()
    page = QWidget()
    worker.run(lambda: gate.wait(5), done, context=page)
    page.deleteLater()
    with qtbot.waitSignal(page.destroyed):
        pass
    gate.set()
    worker.run(lambda: "after", told)
    qtbot.waitUntil(lambda: bool(told.said))
    assert done.said == []


def test_an_answer_that_is_no_longer_wanted_is_not_told(worker, qtbot):
    gate, old, new, ran = threading.Event(), Told(), Told(), []
    begun = worker.run(lambda: gate.wait(5), old)
    waiting = worker.run(lambda: ran.append("old"), old)
    begun.drop()
    waiting.drop()
    gate.set()
    worker.run(lambda: "new", new)
    qtbot.waitUntil(lambda: bool(new.said))
    assert old.said == []
    assert ran == []


def test_progress_is_told_and_the_last_step_always(runner, qtbot):
    steps, done = Told(), Told()

    def job(progress):
        for number in range(1, 1001):
            progress(number, 1000)
        return "all"

    runner.run_long(job, done, progress=steps)
    qtbot.waitUntil(lambda: bool(done.said))
    assert done.said == ["all"]
    assert steps.said[-1] == (1000, 1000)
    assert len(steps.said) < 100


def test_a_cancelled_job_stops_at_its_next_report(worker, qtbot):
    begun, stopped, done, rolled_back = threading.Event(), Told(), Told(), []

    def job(progress):
        try:
            for number in range(10**9):
                progress(number, 10**9)
                begun.set()
        except Cancelled:
            rolled_back.append(True)
            raise

    task = worker.run_long(job, done, cancelled=lambda: stopped("stopped"))
    begun.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: bool(stopped.said))
    assert rolled_back == [True]
    assert done.said == []


def test_a_job_that_has_not_begun_never_does(worker, qtbot):
    gate, ran, stopped = threading.Event(), [], Told()
    worker.run(lambda: gate.wait(5), lambda _: None)
    task = worker.run_long(lambda progress: ran.append(True), lambda _: None, cancelled=lambda: stopped(True))
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(stopped.said))
    assert ran == []


def test_a_job_that_was_over_before_it_noticed_is_reported_as_done(worker, qtbot):
    begun, gate, done, stopped = threading.Event(), threading.Event(), Told(), Told()

    def job(progress):
        begun.set()
        return gate.wait(5)

    task = worker.run_long(job, done, cancelled=lambda: stopped(True))
    begun.wait(5)
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(done.said or stopped.said))
    assert (done.said, stopped.said) == ([True], [])


def test_busy_is_told_at_both_ends(worker, qtbot):
    told = Told()
    worker.busy.connect(told)
    done = Told()
    worker.run(lambda: 1, done)
    worker.run(lambda: 2, done)
    qtbot.waitUntil(lambda: len(done.said) == 2)
    assert told.said == [True, False]


def test_shutdown_waits_and_tells_what_came_of_it(qapp):
    worker, done, failed = Worker(), Told(), Told()
    gate = threading.Event()
    worker.run(lambda: gate.wait(5), done)
    worker.run(lambda: "written", done)
    worker.run(fail, done, failed)
    gate.set()
    worker.shutdown()
    assert done.said == [True, "written"]
    assert len(failed.said) == 1
    qapp.processEvents()
    assert done.said == [True, "written"]


def test_settling_waits_for_what_follows_from_an_answer_too(worker):
    gate, told = threading.Event(), Told()
    worker.run(lambda: gate.wait(5), lambda _: worker.run(lambda: "next", told))
    gate.set()
    worker.settle()
    assert told.said == ["next"]
    worker.run(lambda: "later", told)
    worker.settle()
    assert told.said == ["next", "later"]


def test_a_closed_book_is_asked_for_nothing(qapp):
    told = Told()
    jobs = Closed()
    task = jobs.run(lambda: told("ran"), told, told)
    task.cancel()
    jobs.settle()
    assert told.said == []
    assert not task.wanted


def test_a_job_that_was_told_is_gone_without_the_garbage_collector(runner):
    tasks = []
    gc.collect()
    gc.disable()
    try:
        for number in range(20):
            tasks.append(weakref.ref(runner.run(lambda number=number: number, lambda _: None)))
        runner.shutdown()  # the thread has let go of its last job, too
        assert [task for task in tasks if task() is not None] == []
    finally:
        gc.enable()
