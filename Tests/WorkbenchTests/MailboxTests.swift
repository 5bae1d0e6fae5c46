import Testing
import Workbench

@Suite struct MailboxTests {
    @Test("A value is taken once, and the latest replaces those before it")
    func latest() {
        let mailbox = Mailbox(1)
        mailbox.post(2)
        mailbox.post(3)
        #expect(mailbox.take() == 3)
        #expect(mailbox.take() == nil)
        mailbox.update { $0 += 1 }
        #expect(mailbox.value == 4)
        #expect(mailbox.take() == 4)
    }

    @Test("The observer is called after every post and may read the mailbox")
    func observer() async {
        let mailbox = Mailbox(0)
        await confirmation(expectedCount: 2) { called in
            mailbox.observe {
                if mailbox.value > 0 { called() }
            }
            mailbox.post(1)
            mailbox.update { $0 = 5 }
        }
    }

    @Test("An interrupter stays raised until it is lowered")
    func interrupter() {
        let interrupter = Interrupter()
        #expect(!interrupter.isRaised)
        interrupter.raise()
        #expect(interrupter.isRaised)
        interrupter.lower()
        #expect(!interrupter.isRaised)
    }
}
