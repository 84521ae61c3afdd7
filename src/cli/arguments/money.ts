import { InvalidArgumentError } from 'commander';
import { parseMoney, type Money } from '../../project/money.ts';

export function amountOfMoney(text: string): Money {
  const money = parseMoney(text);
  if (!money) throw new InvalidArgumentError('It is an amount such as 80CNY or 12.50USD.');
  return money;
}
