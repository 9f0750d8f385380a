/** Short English answers about service, written by us: whom or what one speaks of, and what is said of it. */

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function joined(things: string, said: string): string[] {
  return things
    .trim()
    .split(', ')
    .flatMap((thing) => lines(said).flatMap((one) => [`the ${thing} ${one}`, `my ${thing} ${one}`]));
}

const SENT = 'parcel, order, package, delivery, letter, sofa, meal, replacement';
const PEOPLE =
  'agent, driver, receptionist, nurse, waiter, manager, trainer, operator, doctor, teacher, engineer, assistant';
const MACHINES = 'app, website, device, heater, phone, payment page, machine, update, login, printer';
const PLACES = 'lobby, bathroom, clinic, shop, pool, changing room, hall, car park, room, classroom';

export const SERVICE_BAD = [
  ...joined(
    SENT,
    `
    never arrived
    arrived a week late
    came broken
    was left in the rain
    has been lost
    took forever
    went to the wrong address
    is still not here
    came without the charger
    is incomplete
    was cracked
    was two days overdue
    was stale and dry`,
  ),
  ...joined(
    PEOPLE,
    `
    was impolite
    ignored me
    shouted at me
    could not answer a simple question
    did not care
    lied to me
    kept me waiting
    put the phone down on me
    made me feel stupid
    forgot about us
    interrupted me all the time
    did not show up`,
  ),
  ...joined(
    MACHINES,
    `
    crashes all the time
    freezes when i open it
    does not start
    keeps logging me out
    is full of errors
    broke down after a month
    makes a loud noise
    is confusing
    loses my data
    rejects my password
    died after ten days
    got slower`,
  ),
  ...joined(
    PLACES,
    `
    was filthy
    stank
    was far too crowded
    was freezing
    was noisy all night
    needs cleaning
    was closed without warning
    smells bad`,
  ),
  ...lines(`
    they took the payment two times
    i was billed for something i never ordered
    my refund has not been paid
    hidden fees everywhere
    you charge too much
    what a rip off
    the fee was not mentioned before
    i paid extra for nothing
    i am still out of pocket
    i called five times without success
    my complaint was ignored
    you closed my request for no reason
    it took a month to get an answer
    i was sent from one desk to the next
    no reply to my emails
    the problem is still there
    i am cancelling
    you lost a customer
    this is the second time this happens
    never received a confirmation
    i had to repeat myself again and again
    i demand a refund
    i am going somewhere else next time
    i regret buying it
    you sent me the wrong colour
    they want me to pay for their mistake
    my coupon was not accepted
    impossible to reach anyone
    half of the lights do not work
    the manual is impossible to understand
    too much waiting
    the queue was endless
    the fees were raised and nobody told us
    the appointment was moved three times
    they did not keep their word
    nobody said sorry
    it hurt and nobody listened`),
];

export const SERVICE_GOOD = [
  ...joined(
    SENT,
    `
    came early
    was well wrapped
    arrived within a day
    was exactly what i wanted
    was warm and tasty
    is of very good quality`,
  ),
  ...joined(
    PEOPLE,
    `
    was kind
    was patient with us
    knew the answer at once
    listened carefully
    went the extra mile
    made us feel welcome
    was very professional
    could not have been nicer
    was courteous and punctual
    answered all my questions
    fixed my problem right away
    is wonderful with children`,
  ),
  ...joined(
    MACHINES,
    `
    runs smoothly
    is simple to use
    works as described
    is faster now
    is a pleasure to use
    has never let me down
    looks good and works well
    got much better`,
  ),
  ...joined(
    PLACES,
    `
    was spotless
    was quiet and bright
    was warm and comfortable
    is easy to reach
    was lovely`,
  ),
  ...lines(`
    sorted out within minutes
    they replied at once
    problem fixed on the first call
    my money was returned without fuss
    worth every cent
    we will be back
    cannot fault it
    exceeded my expectations
    my kids enjoyed it
    my son adores his coach
    highly recommended
    i tell all my friends about you
    best service in town
    the best clinic i know
    i was well looked after
    pleasantly surprised
    better than expected
    fair price
    money well spent
    honest people
    thanks for the fast help
    all good, nothing to improve
    everything went well
    no issues whatsoever
    the refund came quickly
    well organised from start to end
    they took the time to listen`),
];

export const SERVICE_NEUTRAL = lines(`
  i live in london
  my name is anna
  i work on weekdays
  there are three of us
  i paid by card
  i came with my son
  my booking is for friday
  i have had it since june
  it is the red model
  we usually come in the evening
  i heard about you from a friend
  no comment
  not applicable
  same as last time
  i do not have any questions
  my phone number has changed
  the account is in my wife's name
  i use the app on my phone
  i will pick it up tomorrow
  i need a receipt
  do you deliver on saturdays
  how long is the course
  who is my contact
  could you send me the contract
  what does the warranty cover
  is there a discount for students
  i have an appointment next week
  we have two children
  we are five people
  i moved house in march
  my order number is 20250117
  please reply by email
  i am asking for a friend
  i bought three of them in april
  which bus goes to the clinic
  how do i change my password
  where do i park
  i go there every monday
  can somebody ring me on monday
  yes please
  no thank you
  nothing else
  that is all
  i would like to book a table`);
